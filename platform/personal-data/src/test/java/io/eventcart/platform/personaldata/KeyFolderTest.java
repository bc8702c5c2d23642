package io.eventcart.platform.personaldata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventcart.platform.personaldata.KeyStore.Absent;
import io.eventcart.platform.personaldata.KeyStore.Erased;
import io.eventcart.platform.personaldata.KeyStore.Wrapped;
import io.eventcart.platform.sliceapi.StartFault;
import io.eventcart.platform.sliceapi.Uuids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The folder of keys")
class KeyFolderTest {
    private static final UUID ANNA = Uuids.parse("a11a0000-0000-4000-8000-000000000001");
    private static final UUID BEN = Uuids.parse("be110000-0000-4000-8000-000000000002");
    private static final MasterKey OLD = MasterKey.of(new byte[AesGcm.KEY_BYTES]);
    private static final MasterKey NEW = MasterKey.of("another key of thirty-two bytes!".getBytes(
            StandardCharsets.US_ASCII));

    @TempDir
    Path root;

    /** The process dies here. */
    @SuppressWarnings("serial")
    private static final class Killed extends Error {}

    private PersonKeys open(MasterKey master) {
        return new PersonKeys(new KeyFolder(root, master.id()), master, Clock.systemUTC());
    }

    private List<byte[]> contents() throws IOException {
        var all = new ArrayList<byte[]>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.add(Files.readAllBytes(file));
            }
        }
        return all;
    }

    private static boolean holds(List<byte[]> contents, byte[] wanted) {
        return contents.stream().anyMatch(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)
                .contains(new String(wanted, StandardCharsets.ISO_8859_1)));
    }

    @Test
    @DisplayName("keeps one key a shopper, the same ever after")
    void keepsKeys() {
        var anna = open(OLD).findOrMake(ANNA);

        assertThat(open(OLD).findOrMake(ANNA)).isEqualTo(anna);
        assertThat(open(OLD).find(ANNA)).contains(anna);
        assertThat(open(OLD).findOrMake(BEN)).isNotEqualTo(anna);
        assertThat(new KeyFolder(root, OLD.id()).find(UUID.randomUUID())).isEqualTo(new Absent());
    }

    @Test
    @DisplayName("holds no key in the clear")
    void wrapsKeys() throws IOException {
        var key = open(OLD).findOrMake(ANNA).getEncoded();

        assertThat(holds(contents(), key)).isFalse();
    }

    @Test
    @DisplayName("holds nothing of a key that was destroyed, wrapped neither")
    void destroysKeys() throws IOException {
        var folder = new KeyFolder(root, OLD.id());
        open(OLD).findOrMake(ANNA);
        var wrapped = ((Wrapped) folder.find(ANNA)).key();
        assertThat(holds(contents(), wrapped.ciphertext())).as("it is found as long as it is there").isTrue();

        folder.erase(ANNA);

        assertThat(holds(contents(), wrapped.ciphertext())).isFalse();
        assertThat(holds(contents(), wrapped.nonce())).isFalse();
        assertThat(folder.find(ANNA)).isEqualTo(new Erased());
    }

    @Test
    @DisplayName("overwrites a key where it lies before it lets go of it")
    void overwritesKeys() throws IOException {
        var folder = new KeyFolder(root, OLD.id());
        open(OLD).findOrMake(ANNA);
        // A hard link keeps the bytes on disk visible, like a program that has the file open.
        var same = Files.createLink(root.resolve("same"), root.resolve("by-" + OLD.id()).resolve(ANNA.toString()));

        folder.erase(ANNA);

        assertThat(Files.readAllBytes(same)).hasSize(68).containsOnly(0);
    }

    @Test
    @DisplayName("an erasure that was killed halfway is completed by the next one, and counts already")
    void completesAnErasure() throws IOException {
        open(OLD).findOrMake(ANNA);
        Files.createFile(root.resolve("erased").resolve(ANNA.toString())); // and no further

        assertThat(open(OLD).find(ANNA)).isEmpty();
        open(OLD).erase(ANNA);

        assertThat(root.resolve("by-" + OLD.id())).isEmptyDirectory();
    }

    @Test
    @DisplayName("a key of which a killed process has written half is made anew")
    void replacesHalfAKey() throws IOException {
        open(OLD);
        Files.write(root.resolve("by-" + OLD.id()).resolve(ANNA.toString()), new byte[17]);

        var key = open(OLD).findOrMake(ANNA);

        assertThat(open(OLD).find(ANNA)).contains(key);
    }

    @Test
    @DisplayName("of many who need a shopper's first key at once each gets the same")
    void makesOneKey() throws Exception {
        var keys = open(OLD);
        Set<SecretKey> made = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<SecretKey>> calls = Collections.nCopies(32, () -> keys.findOrMake(ANNA));
            for (var call : threads.invokeAll(calls)) {
                made.add(call.get());
            }
        }
        assertThat(made).hasSize(1);
    }

    @Test
    @DisplayName("a key put in another shopper's place does not open")
    void bindsKeysToTheirOwners() throws IOException {
        var keys = open(OLD);
        keys.findOrMake(ANNA);
        var folder = root.resolve("by-" + OLD.id());
        Files.copy(folder.resolve(ANNA.toString()), folder.resolve(BEN.toString()));

        assertThat(keys.find(BEN)).isEmpty();
    }

    @Test
    @DisplayName("does not open for another master key, and stays as it is")
    void refusesAnotherMasterKey() {
        var anna = open(OLD).findOrMake(ANNA);

        assertThatExceptionOfType(StartFault.class).isThrownBy(() -> open(NEW))
                .withMessageContaining("another master key");
        assertThat(open(OLD).find(ANNA)).contains(anna);
    }

    @Test
    @DisplayName("after a rotation every key opens with the new master key, and with the old one none")
    void rotates() throws IOException {
        var keys = open(OLD);
        var anna = keys.findOrMake(ANNA);
        var old = ((Wrapped) new KeyFolder(root, OLD.id()).find(ANNA)).key().ciphertext();
        keys.erase(BEN);

        assertThat(keys.rewrap(NEW, () -> {})).isEqualTo(1);

        assertThat(open(NEW).find(ANNA)).contains(anna);
        assertThat(open(NEW).isErased(BEN)).isTrue();
        assertThat(holds(contents(), old)).isFalse();
        assertThatExceptionOfType(StartFault.class).isThrownBy(() -> open(OLD));
    }

    @Test
    @DisplayName("a rotation killed before the master key is switched has changed nothing, and can be run again")
    void rotatesAllOrNothing() {
        var keys = open(OLD);
        var anna = keys.findOrMake(ANNA);
        keys.findOrMake(BEN);
        var folder = new KeyFolder(root, OLD.id());
        var first = new boolean[]{true};

        assertThatExceptionOfType(Killed.class).isThrownBy(() -> folder.rewrap(NEW.id(), (person, wrapped) -> {
            if (!first[0]) {
                throw new Killed();
            }
            first[0] = false;
            return wrapped;
        }, () -> {}));
        assertThat(open(OLD).find(ANNA)).contains(anna);

        assertThatExceptionOfType(Killed.class).isThrownBy(() -> open(OLD).rewrap(NEW, () -> {
            throw new Killed();
        }));
        assertThat(open(OLD).find(ANNA)).contains(anna);
        assertThat(root.resolve("by-" + NEW.id())).as("a copy that nobody would erase").doesNotExist();

        assertThat(open(OLD).rewrap(NEW, () -> {})).isEqualTo(2);
        assertThat(open(NEW).find(ANNA)).contains(anna);
    }

    @Test
    @DisplayName("a rotation killed after the master key was switched is complete, and the next start cleans up")
    void rotatesAllAtOnce() {
        var keys = open(OLD);
        var anna = keys.findOrMake(ANNA);
        var switched = new boolean[1];

        assertThatExceptionOfType(Killed.class).isThrownBy(() -> keys.rewrap(NEW, () -> {
            switched[0] = true;
            throw new Killed();
        }));

        assertThat(switched[0]).isTrue();
        assertThat(open(NEW).find(ANNA)).contains(anna);
        assertThat(root.resolve("by-" + OLD.id())).doesNotExist();
    }
}

package io.eventcart.platform.eventstore;

/** Secrets that all instances on one store share. */
public interface SharedSecrets {
    /** Signs the tokens of guests. */
    String SESSION_KEY = "session.key";

    /** @return the secret of that name: random bytes of that length, made on first use */
    byte[] secret(String name, int length);
}

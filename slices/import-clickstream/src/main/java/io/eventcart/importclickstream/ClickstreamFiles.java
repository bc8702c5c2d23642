package io.eventcart.importclickstream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of one import, all of them open and their headers checked before the first click is followed.
 *
 * <p>They stay open from that check on, so that a pipe, which can be opened only once, is as good as a file.
 */
record ClickstreamFiles(List<ClickstreamFile> all) implements AutoCloseable {
    ClickstreamFiles {
        all = List.copyOf(all);
    }

    /** @throws UnreadableFile for the first one that can't be read or has another header; none is left open then */
    static ClickstreamFiles open(List<Path> paths) throws UnreadableFile, IOException {
        var opened = new ArrayList<ClickstreamFile>();
        try {
            for (var path : paths) {
                opened.add(ClickstreamFile.open(path));
            }
        } catch (UnreadableFile e) {
            new ClickstreamFiles(opened).close();
            throw e;
        }
        return new ClickstreamFiles(opened);
    }

    /** @return bytes in all of them */
    long size() {
        return all.stream().mapToLong(ClickstreamFile::size).sum();
    }

    long bytesRead() {
        return all.stream().mapToLong(ClickstreamFile::bytesRead).sum();
    }

    @Override
    public void close() throws IOException {
        for (var file : all) {
            file.close();
        }
    }
}

package io.eventcart.importclickstream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of one import. All are open, with checked headers, before the first click is imported.
 *
 * <p>They stay open after that check, so that a pipe, which can be opened only once, works like a file.
 */
record ClickstreamFiles(List<ClickstreamFile> all) implements AutoCloseable {
    ClickstreamFiles {
        all = List.copyOf(all);
    }

    /** @throws UnreadableFile for the first file that can't be read or has another header; all files are closed then */
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

    /** @return the total size in bytes */
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

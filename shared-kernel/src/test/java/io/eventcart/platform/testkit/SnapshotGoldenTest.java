package io.eventcart.platform.testkit;

import io.eventcart.sharedkernel.CartAggregate;

/**
 * The kernel's own stored form. It stands here, since the kernel can't depend on what depends on it. Snapshots of other revisions are never
 * read, so the one of today is all that is kept.
 */
final class SnapshotGoldenTest extends GoldenHistory {
    @Override
    protected String ownPackage() {
        return CartAggregate.class.getPackageName();
    }
}

package io.eventcart.testkit;

import io.eventcart.sharedkernel.CartAggregate;

/** The kernel's own stored form. It stands here, since the kernel can't depend on what depends on it. */
final class SnapshotGoldenTest extends GoldenHistory {
    @Override
    protected String ownPackage() {
        return CartAggregate.class.getPackageName();
    }
}

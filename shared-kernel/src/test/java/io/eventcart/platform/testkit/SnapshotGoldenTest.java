package io.eventcart.platform.testkit;

import io.eventcart.sharedkernel.CartAggregate;

/**
 * The golden history of the kernel's own stored type. It is in this module's tests, since the kernel can't depend on modules
 * that depend on it. Snapshots of other revisions are never read, so there is only an example of the current one.
 */
final class SnapshotGoldenTest extends GoldenHistory {
    @Override
    protected String ownPackage() {
        return CartAggregate.class.getPackageName();
    }
}

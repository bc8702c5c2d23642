/** Stands under the CRUD cart's package, so that its component scan finds it. */
@NullMarked
package io.eventcart.bench.crudcart.inprocess;

import org.jspecify.annotations.NullMarked;

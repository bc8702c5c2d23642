/** A cart that is updated in place, as one would write it without event sourcing. Only there to be compared with. */
@NullMarked
package io.eventcart.bench.crudcart;

import org.jspecify.annotations.NullMarked;

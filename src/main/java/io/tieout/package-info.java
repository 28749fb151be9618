/// Tieout keeps a company's CRM and its books in agreement. Every leaf package below is a room.
@NullMarked
package io.tieout;

import org.jspecify.annotations.NullMarked;

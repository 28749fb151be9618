/// Personal data by its looks, wherever it stands in a text: e-mail addresses, phone numbers, IBANs
/// and card numbers. What merely looks alike (ids, amounts, dates, numbers of invoices) is left
/// alone. Pure.
@Room(
    name = "value.mask",
    mayUse = {})
@NullMarked
package io.tieout.value.mask;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;

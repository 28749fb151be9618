package io.tieout.vendor.hubspot;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.JsonShapeException;
import io.tieout.value.money.InexactAmountException;
import java.time.DateTimeException;
import java.util.function.Supplier;
import org.joda.money.IllegalCurrencyException;

/// Turns a surprise in the shape of HubSpot's data into a fault that names the record.
final class Shape {
  private Shape() {}

  static <T> T read(String what, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (InexactAmountException | IllegalCurrencyException e) {
      throw new FaultException(
          new Fault.Refused(
              "HubSpot: an amount of %s cannot be taken exactly: %s"
                  .formatted(what, e.getMessage()),
              "AMOUNT_NOT_EXACT"),
          e);
    } catch (JsonShapeException | DateTimeException | ArithmeticException e) {
      throw new FaultException(
          new Fault.Broken("HubSpot: %s is not as expected: %s".formatted(what, e.getMessage())),
          e);
    }
  }
}

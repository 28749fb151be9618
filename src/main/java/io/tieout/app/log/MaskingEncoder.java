package io.tieout.app.log;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tieout.value.mask.PersonalData;
import io.tieout.value.secret.KnownSecrets;

/// One JSON object a line, as Logback's own encoder writes it, with all texts masked: messages,
/// those of exceptions, their causes and what they suppressed, and the values beside them. Masked
/// before it is written as JSON: an escape sequence is no letter of an address.
public final class MaskingEncoder extends JsonEncoder {
  /// Longer texts than this are bodies that should not be there; their ends are cut off.
  private static final int LONGEST = 20_000;

  @Override
  public byte[] encode(ILoggingEvent event) {
    return super.encode(new MaskedEvent(event));
  }

  static String masked(String text) {
    String bounded =
        text.length() > LONGEST
            ? text.substring(0, LONGEST) + "… (%d more)".formatted(text.length() - LONGEST)
            : text;
    return PersonalData.masked(KnownSecrets.without(bounded));
  }
}

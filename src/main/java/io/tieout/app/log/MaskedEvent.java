package io.tieout.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/// An event of the log with its texts masked.
final class MaskedEvent extends LoggingEvent {
  private final @Nullable IThrowableProxy thrown;

  MaskedEvent(ILoggingEvent event) {
    thrown = MaskedThrowable.of(event.getThrowableProxy());
    setLevel(event.getLevel());
    setLoggerName(event.getLoggerName());
    setThreadName(event.getThreadName());
    setTimeStamp(event.getTimeStamp());
    setMessage(MaskingEncoder.masked(String.valueOf(event.getFormattedMessage())));
    setMDCPropertyMap(masked(event.getMDCPropertyMap()));
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair ->
          addKeyValuePair(
              new KeyValuePair(pair.key, MaskingEncoder.masked(String.valueOf(pair.value)))));
    }
  }

  @Override
  public @Nullable IThrowableProxy getThrowableProxy() {
    return thrown;
  }

  private static Map<String, String> masked(@Nullable Map<String, String> values) {
    return values == null
        ? Map.of()
        : values.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> MaskingEncoder.masked(e.getValue())));
  }
}

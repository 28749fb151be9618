package io.tieout.app.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An exception of the log with its messages masked, and those of its causes.
final class MaskedThrowable implements IThrowableProxy {
  private final IThrowableProxy thrown;

  private MaskedThrowable(IThrowableProxy thrown) {
    this.thrown = thrown;
  }

  static @Nullable IThrowableProxy of(@Nullable IThrowableProxy thrown) {
    return thrown == null ? null : new MaskedThrowable(thrown);
  }

  @Override
  public @Nullable String getMessage() {
    return masked(thrown.getMessage());
  }

  @Override
  public @Nullable String getOverridingMessage() {
    return masked(thrown.getOverridingMessage());
  }

  @Override
  public String getClassName() {
    return thrown.getClassName();
  }

  @Override
  public StackTraceElementProxy[] getStackTraceElementProxyArray() {
    return thrown.getStackTraceElementProxyArray();
  }

  @Override
  public int getCommonFrames() {
    return thrown.getCommonFrames();
  }

  @Override
  public @Nullable IThrowableProxy getCause() {
    return of(thrown.getCause());
  }

  @Override
  public IThrowableProxy[] getSuppressed() {
    IThrowableProxy[] suppressed = thrown.getSuppressed();
    return suppressed == null
        ? new IThrowableProxy[0]
        : Arrays.stream(suppressed)
            .map(one -> Objects.requireNonNull(of(one)))
            .toArray(IThrowableProxy[]::new);
  }

  @Override
  public boolean isCyclic() {
    return thrown.isCyclic();
  }

  private static @Nullable String masked(@Nullable String text) {
    return text == null ? null : MaskingEncoder.masked(text);
  }
}

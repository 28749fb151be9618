package io.tieout.value.fault;

import org.jspecify.annotations.Nullable;

/// Carries a [Fault] through calls that return a value.
public final class FaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Fault fault;

  public FaultException(Fault fault, @Nullable Throwable cause) {
    super(fault.message(), cause);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}

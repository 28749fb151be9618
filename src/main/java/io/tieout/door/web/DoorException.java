package io.tieout.door.web;

/// The door cannot open; the message says where and what to do.
public final class DoorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DoorException(String message, Throwable cause) {
    super(message, cause);
  }
}

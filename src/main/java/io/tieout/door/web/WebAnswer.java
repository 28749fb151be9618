package io.tieout.door.web;

import java.nio.charset.StandardCharsets;

/// What is answered.
public record WebAnswer(int status, String contentType, byte[] body) {
  public static WebAnswer empty(int status) {
    return new WebAnswer(status, "text/plain", new byte[0]);
  }

  public static WebAnswer text(int status, String body) {
    return of(status, "text/plain;charset=utf-8", body);
  }

  public static WebAnswer json(int status, String body) {
    return of(status, "application/json;charset=utf-8", body);
  }

  public static WebAnswer of(int status, String contentType, String body) {
    return new WebAnswer(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }
}

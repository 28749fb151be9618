package io.tieout.door.web;

/// Answers the requests of one path.
@FunctionalInterface
public interface WebHandler {
  WebAnswer handle(WebCall call);
}

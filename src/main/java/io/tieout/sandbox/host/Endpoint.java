package io.tieout.sandbox.host;

/// Answers requests; a stand-in is one.
@FunctionalInterface
public interface Endpoint {
  HttpAnswer answer(HttpCall call);
}

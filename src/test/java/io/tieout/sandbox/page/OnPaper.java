package io.tieout.sandbox.page;

import io.tieout.sandbox.host.Courier;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.side.Side;
import io.tieout.value.json.Json;
import java.net.URI;

/// A sheet of paper in a stand-in's place: nothing connects to it, and it sends nothing.
interface OnPaper extends Side {
  @Override
  default URI base() {
    return URI.create("http://127.0.0.1:9");
  }

  @Override
  default Json.Obj info() {
    return Json.object().build();
  }

  @Override
  default boolean writes(HttpCall call) {
    return !call.method().equals("GET");
  }

  @Override
  default void webhooksTo(URI receiver) {}

  @Override
  default Courier courier() {
    throw new UnsupportedOperationException("nothing is sent from paper");
  }

  @Override
  default void deliverTwice(boolean twice) {}

  @Override
  default void close() {}
}

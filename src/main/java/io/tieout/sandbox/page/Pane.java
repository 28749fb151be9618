package io.tieout.sandbox.page;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Json;

/// One part of the page: what it shows and what can be done there.
interface Pane {
  /// What is shown, by the last word of the address.
  ///
  /// @throws IllegalArgumentException with a sentence for people when it cannot be shown
  Json.Obj read(String what, HttpCall call);

  /// Does what the person asked.
  ///
  /// @throws IllegalArgumentException with a sentence for people when it cannot be done
  Json.Obj act(String what, Json.Obj wish);

  /// Changes whenever something of this pane that can be seen has changed.
  String mark();

  static IllegalArgumentException unknown(String what) {
    return new IllegalArgumentException("this page cannot do '%s'".formatted(what));
  }

  static Json.Obj done() {
    return Json.object().put("result", "taken").build();
  }

  static String needed(HttpCall call, String name) {
    return call.param(name)
        .orElseThrow(() -> new IllegalArgumentException("say which " + name + " is meant"));
  }
}

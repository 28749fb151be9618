package io.tieout.sandbox.page;

import io.tieout.value.json.Json;

/// What the house tells about itself to whoever looks at the page.
public interface HouseView {
  /// Whether Tieout is up and takes what the stand-ins send.
  boolean ready();

  /// Short facts to show, each a text, a number or a yes or no, by what people call it: `Waiting
  /// for approval` or `Policy`. Never a secret.
  Json.Obj status();
}

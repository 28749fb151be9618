package io.tieout.door.proof;

import io.tieout.value.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/// Whom a ruling asks, from its record: `2 of controller or cfo, then cfo`.
final class RuledLayers {
  private RuledLayers() {}

  static String spoken(List<Json.Obj> layers) {
    return layers.isEmpty()
        ? "nobody"
        : layers.stream().map(RuledLayers::layer).collect(Collectors.joining(", then "));
  }

  private static String layer(Json.Obj layer) {
    List<String> who = layer.objects("approvers").stream().map(RuledLayers::approver).toList();
    if (layer.text("is").equals("AllOf")) {
      return "each of " + String.join(" and ", who);
    }
    String any = who.isEmpty() ? "nobody" : String.join(" or ", who);
    return layer.integer("needed") == 1 ? any : "%d of %s".formatted(layer.integer("needed"), any);
  }

  private static String approver(Json.Obj approver) {
    return approver
        .optObj("role")
        .map(role -> Html.words(role.text("name")))
        .orElseGet(() -> approver.text("named"));
  }
}

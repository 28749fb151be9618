package io.tieout.sandbox.slack;

import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The rules of views: modals and App Home. Pure.
public final class ViewRules {
  private static final int TITLE_MOST = 24;

  private ViewRules() {}

  /// What is wrong with a view; pointers begin with `/view`.
  public static List<BlockProblem> check(Json.Obj view) {
    List<BlockProblem> problems = new ArrayList<>();
    Inspection place = new Inspection(view, "/view", problems);
    place.required("type");
    place.choice("type", Set.of("modal", "home"));
    boolean modal = place.type().equals("modal");
    place.optionalText("private_metadata", 3000);
    place.optionalText("callback_id", 255);
    place.optionalText("external_id", 255);
    if (modal) {
      place.requiredTextObject("title", Inspection.PLAIN, TITLE_MOST);
      place.textObject("submit", Inspection.PLAIN, TITLE_MOST);
      place.textObject("close", Inspection.PLAIN, TITLE_MOST);
    }
    if (place.required("blocks")) {
      if (view.fields().get("blocks") instanceof Json.Arr blocks) {
        blocks(place, blocks, modal);
      } else {
        place.problemAt("blocks", "must be an array");
      }
    }
    return List.copyOf(problems);
  }

  private static void blocks(Inspection view, Json.Arr blocks, boolean modal) {
    BlockRules.Surface surface = modal ? BlockRules.Surface.MODAL : BlockRules.Surface.HOME;
    view.problems().addAll(BlockRules.check(blocks, surface, "/view/blocks"));
    boolean asks =
        blocks.items().stream()
            .anyMatch(b ->
                b instanceof Json.Obj o
                    && o.fields().get("type") instanceof Json.Text(String t)
                    && t.equals("input"));
    if (modal && asks && view.json().get("submit").isEmpty()) {
      view.problem("missing required field: submit");
    }
  }
}

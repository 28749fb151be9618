package io.tieout.door.slack;

import io.tieout.engine.approval.RequestView;
import io.tieout.fact.change.InvoiceEdit;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a person filled into a window and sent.
sealed interface Submitted {
  /// To be stored in the inbox.
  ///
  /// @param value which request it is about, and what was filled in
  record Taken(String kind, Json.Obj value) implements Submitted {}

  /// Slack shows these beside the fields, and the window stays open.
  record Wrong(Map<String, String> errors) implements Submitted {}

  /// A window nobody knows.
  record Unknown(String name) implements Submitted {}

  /// Reads a window.
  ///
  /// @param request the request of that id, as the window showed it
  static Submitted read(Json.Obj view, Function<String, RequestView> request) {
    Json.Obj value = Json.parseObj(view.text("private_metadata"));
    return switch (view.text("callback_id")) {
      case Modals.REVIEWING -> reviewed(view, value);
      case Modals.REJECTING ->
          chosen(view).equals(Modals.OTHER) && words(view).isEmpty()
              ? why()
              : new Taken(SlackInbound.CLICKED_REJECT, value.with("reason", reason(view)));
      case Modals.UNDOING -> withWords(view, value, SlackInbound.ASKED_UNDO, "because");
      case Modals.ASKING -> withWords(view, value, SlackInbound.ASKED_QUESTION, "reason");
      case Modals.ANSWERING -> withWords(view, value, SlackInbound.ANSWERED_QUESTION, "reason");
      case EditWindow.EDITING -> edited(request.apply(value.text("request")), view, value);
      case Modals.ADDING ->
          new Taken(
              SlackInbound.ADDED_APPROVER,
              value.with("person", selected(view, Modals.PERSON_BLOCK, Modals.PERSON)));
      case String other -> new Unknown(other);
    };
  }

  private static Submitted edited(RequestView request, Json.Obj view, Json.Obj value) {
    return switch (EditReading.read(request, view)) {
      case EditReading.Read.Entered(InvoiceEdit edit, String why) ->
          new Taken(
              SlackInbound.EDITED, value.with("edit", Records.write(edit)).with("reason", why));
      case EditReading.Read.Wrong(Map<String, String> errors) -> new Wrong(errors);
    };
  }

  private static Submitted reviewed(Json.Obj view, Json.Obj value) {
    Json.Obj with = value;
    Optional<String> typed = typed(view, Modals.AMOUNT_BLOCK, Modals.AMOUNT);
    if (typed.isPresent()) {
      with = with.with("amount", typed.get());
    }
    Optional<String> words = words(view);
    if (words.isPresent()) {
      with = with.with("reason", words.get());
    }
    return new Taken(SlackInbound.CLICKED_APPROVE, with);
  }

  private static Submitted withWords(Json.Obj view, Json.Obj value, String kind, String field) {
    return words(view)
        .map(words -> (Submitted) new Taken(kind, value.with(field, words)))
        .orElseGet(Submitted::why);
  }

  private static Submitted why() {
    return new Wrong(Map.of(Modals.WORDS_BLOCK, "Please say it in a few words."));
  }

  /// "Other" says nothing by itself.
  private static String reason(Json.Obj view) {
    return words(view).map(w -> chosen(view) + ": " + w).orElse(chosen(view));
  }

  private static String chosen(Json.Obj view) {
    return selected(view, Modals.REASON_BLOCK, Modals.REASON);
  }

  private static String selected(Json.Obj view, String block, String action) {
    return view.obj("state")
        .obj("values")
        .obj(block)
        .obj(action)
        .obj("selected_option")
        .text("value");
  }

  private static Optional<String> words(Json.Obj view) {
    return typed(view, Modals.WORDS_BLOCK, Modals.WORDS);
  }

  private static Optional<String> typed(Json.Obj view, String block, String action) {
    return view.obj("state")
        .obj("values")
        .optObj(block)
        .flatMap(b -> b.optObj(action))
        .flatMap(e -> e.optText("value"))
        .map(String::strip)
        .filter(w -> !w.isEmpty());
  }
}

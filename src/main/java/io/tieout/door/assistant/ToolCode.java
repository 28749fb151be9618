package io.tieout.door.assistant;

import io.tieout.fact.notice.Answer;
import io.tieout.fact.party.Member;
import io.tieout.value.json.Json;
import java.util.List;

/// The code behind one tool.
@FunctionalInterface
interface ToolCode {
  Outcome run(Member asker, Json.Obj arguments);

  /// What a tool found or did.
  ///
  /// @param say the outcome in a sentence or a few, built by code from the facts
  /// @param show tables, links and choices to be shown as they are, never worded by a model
  /// @param sources which systems say so, and as of when
  record Outcome(String say, Json.Obj facts, List<Answer.Part> show, List<String> sources) {
    public Outcome {
      show = List.copyOf(show);
      sources = List.copyOf(sources);
    }

    static Outcome said(String say) {
      return new Outcome(say, Json.object().build(), List.of(), List.of());
    }

    /// What the model is given.
    Json.Obj forModel() {
      return Json.object()
          .put("say", say)
          .put("facts", facts)
          .put("shown_below_your_answer", shown())
          .put("sources", Json.texts(sources))
          .build();
    }

    private List<Json> shown() {
      return show.stream().map(Outcome::seen).toList();
    }

    private static Json seen(Answer.Part part) {
      return switch (part) {
        case Answer.Part.Paragraph(String text) -> Json.object().put("text", text).build();
        case Answer.Part.Table(List<String> header, List<List<String>> rows) ->
            Json.object()
                .put("columns", Json.texts(header))
                .put("rows", rows.stream().map(Json::texts).toList())
                .build();
        case Answer.Part.Link(String label, String _) -> Json.object().put("link", label).build();
        case Answer.Part.Choices(String question, List<String> options) ->
            Json.object().put("question", question).put("options", Json.texts(options)).build();
      };
    }
  }
}

package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.hubspot.Pipelines.Pipeline;
import io.tieout.sandbox.hubspot.Pipelines.Stage;
import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The pipelines of deals.
final class PipelinesApi {
  private final Portal portal;

  PipelinesApi(Portal portal) {
    this.portal = portal;
  }

  /// `{type}[/{pipelineId}[/stages[/{stageId}]]]`.
  HttpAnswer answer(Request request) {
    ObjectType type = ObjectType.named(request.part(0));
    if (type != ObjectType.DEAL) {
      if (request.is("GET", 1)) {
        return SchemaApi.results(List.of());
      }
      throw Refusal.notFound("%s have no pipelines here".formatted(type.plural()));
    }
    return switch (request.parts().size()) {
      case 1 -> all(request);
      case 2 -> one(request);
      default -> {
        if (!request.part(2).equals("stages") || request.parts().size() > 4) {
          throw Refusal.noSuchPath();
        }
        yield request.parts().size() == 3 ? stages(request) : stage(request);
      }
    };
  }

  private HttpAnswer all(Request request) {
    return switch (request.method()) {
      case "GET" -> SchemaApi.results(pipelines().all().stream().map(Pipeline::json).toList());
      case "POST" -> HttpAnswer.json(201, pipelines().made(request.body(), portal.now()).json());
      default -> throw Refusal.wrongMethod();
    };
  }

  private HttpAnswer one(Request request) {
    Pipeline old = pipelines().need(request.part(1));
    return switch (request.method()) {
      case "GET" -> HttpAnswer.json(200, old.json());
      case "PATCH" -> {
        Json.Obj body = request.body();
        yield kept(
            new Pipeline(
                old.id(),
                Pipelines.label(body, Optional.of(old.label())),
                Pipelines.order(body, old.order()),
                old.stages(),
                old.created()));
      }
      case "PUT" -> {
        Json.Obj body = request.body();
        List<Stage> stages = new ArrayList<>();
        for (Json.Obj stage : body.objects("stages")) {
          Optional<Stage> known = stage.optText("stageId").flatMap(old::stage);
          stages.add(pipelines().stage(stage, known, portal.now()));
        }
        yield kept(
            new Pipeline(
                old.id(),
                Pipelines.label(body, Optional.empty()),
                Pipelines.order(body, old.order()),
                stages,
                old.created()));
      }
      case "DELETE" -> {
        unused(request, "pipeline", old.id());
        pipelines().remove(old.id());
        yield HttpAnswer.empty(204);
      }
      default -> throw Refusal.wrongMethod();
    };
  }

  private HttpAnswer stages(Request request) {
    Pipeline pipeline = pipelines().need(request.part(1));
    return switch (request.method()) {
      case "GET" -> SchemaApi.results(pipeline.stages().stream().map(Stage::json).toList());
      case "POST" -> {
        Stage made = pipelines().stage(request.body(), Optional.empty(), portal.now());
        List<Stage> stages = new ArrayList<>(pipeline.stages());
        stages.add(made);
        pipelines().put(pipeline.with(stages));
        yield HttpAnswer.json(201, made.json());
      }
      default -> throw Refusal.wrongMethod();
    };
  }

  private HttpAnswer stage(Request request) {
    Pipeline pipeline = pipelines().need(request.part(1));
    Stage old =
        pipeline
            .stage(request.part(3))
            .orElseThrow(() -> Refusal.notFound("Stage '%s' not found".formatted(request.part(3))));
    return switch (request.method()) {
      case "GET" -> HttpAnswer.json(200, old.json());
      case "PATCH", "PUT" -> {
        Stage changed = pipelines().stage(request.body(), Optional.of(old), portal.now());
        pipelines()
            .put(
                pipeline.with(
                    pipeline.stages().stream()
                        .map(s -> s.id().equals(old.id()) ? changed : s)
                        .toList()));
        yield HttpAnswer.json(200, changed.json());
      }
      case "DELETE" -> {
        unused(request, "dealstage", old.id());
        pipelines()
            .put(
                pipeline.with(
                    pipeline.stages().stream().filter(s -> !s.id().equals(old.id())).toList()));
        yield HttpAnswer.empty(204);
      }
      default -> throw Refusal.wrongMethod();
    };
  }

  /// 2026-09 looks for deals before it deletes, unless told otherwise; the others when told to.
  private void unused(Request request, String property, String value) {
    boolean look =
        request
            .param("validateReferencesBeforeDelete")
            .map(Boolean::parseBoolean)
            .orElse(request.version() == ApiVersion.SEPTEMBER_2026);
    boolean used =
        look
            && portal.shelf(ObjectType.DEAL).from(0, false).stream()
                .anyMatch(r -> r.value(property).filter(value::equals).isPresent());
    if (used) {
      throw Refusal.validation(
          "%s '%s' is still used by deals; move them first".formatted(property, value));
    }
  }

  private HttpAnswer kept(Pipeline pipeline) {
    pipelines().put(pipeline);
    return HttpAnswer.json(200, pipeline.json());
  }

  private Pipelines pipelines() {
    return portal.pipelines();
  }
}

package io.tieout.sandbox.slack;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Uploads in Slack's three steps: ask for an address, send the bytes there, complete. Used under
/// the workspace's lock.
final class FileMethods {
  private static final String UPLOAD = "/upload/v1/";
  private static final String FILES = "/files-pri/";
  private static final List<String> WRITE = List.of("files:write");

  private record Upload(
      String name, int length, Optional<byte[]> bytes, Optional<Json.Obj> shown) {}

  private final Workspace workspace;
  private final Poster poster;
  private final Supplier<URI> base;
  private final Map<String, Upload> uploads = new HashMap<>();

  FileMethods(Workspace workspace, Poster poster, Supplier<URI> base) {
    this.workspace = workspace;
    this.poster = poster;
    this.base = base;
  }

  Map<String, WebApi.Method> methods() {
    return Map.of(
        "files.getUploadURLExternal", new WebApi.Method(WRITE, Tiers.Tier.FOUR, this::begin),
        "files.completeUploadExternal", new WebApi.Method(WRITE, Tiers.Tier.FOUR, this::complete),
        "files.info", new WebApi.Method(List.of("files:read"), Tiers.Tier.FOUR, this::info));
  }

  private JsonObjBuilder begin(ApiCall call) {
    String name = call.need("filename");
    int length = call.number("length", 0);
    if (length <= 0) {
      throw SlackError.invalidArguments("missing required field: length");
    }
    String id = workspace.nextId("F");
    uploads.put(id, new Upload(name, length, Optional.empty(), Optional.empty()));
    return Json.object().put("upload_url", base.get() + UPLOAD + id).put("file_id", id);
  }

  /// Whether the path is one of an upload or a file.
  static boolean owns(String path) {
    return path.startsWith(UPLOAD) || path.startsWith(FILES);
  }

  /// Takes the bytes of an upload, raw or in a form, or gives those of a file.
  HttpAnswer answer(HttpCall call, String botToken) {
    if (call.path().startsWith(FILES)) {
      return download(call, botToken);
    }
    String id = call.path().substring(UPLOAD.length());
    Upload upload = uploads.get(id);
    if (upload == null) {
      return HttpAnswer.of(404, "text/plain", "no such upload");
    }
    byte[] bytes = content(call);
    if (bytes.length != upload.length()) {
      return HttpAnswer.of(
          400,
          "text/plain",
          "%d bytes came, %d were announced".formatted(bytes.length, upload.length()));
    }
    uploads.put(id, new Upload(upload.name(), bytes.length, Optional.of(bytes), upload.shown()));
    return HttpAnswer.of(200, "text/plain", "OK - " + bytes.length);
  }

  private HttpAnswer download(HttpCall call, String botToken) {
    if (!call.header("authorization").filter(("Bearer " + botToken)::equals).isPresent()) {
      return HttpAnswer.of(302, "text/html", "").withHeader("Location", base.get() + "/signin");
    }
    String id = call.path().substring(FILES.length()).replaceFirst("/.*", "");
    return Optional.ofNullable(uploads.get(id))
        .flatMap(Upload::bytes)
        .map(b -> HttpAnswer.of(200, "application/octet-stream", b))
        .orElse(HttpAnswer.of(404, "text/plain", "no such file"));
  }

  /// The bytes of the body; of a multipart form, those of its one file.
  private static byte[] content(HttpCall call) {
    if (!call.header("content-type").orElse("").startsWith("multipart/form-data")) {
      return call.body();
    }
    String text = new String(call.body(), StandardCharsets.ISO_8859_1);
    int file = text.indexOf("filename=");
    int start = text.indexOf("\r\n\r\n", Math.max(0, file)) + 4;
    String boundary = text.substring(0, Math.max(0, text.indexOf("\r\n")));
    int end = text.indexOf("\r\n" + boundary, start);
    return (end < start ? "" : text.substring(start, end)).getBytes(StandardCharsets.ISO_8859_1);
  }

  private JsonObjBuilder complete(ApiCall call) {
    Json files =
        call.structured("files", "invalid_arguments")
            .orElseThrow(() -> SlackError.invalidArguments("missing required field: files"));
    Optional<Channel> channel =
        call.text("channel_id")
            .or(() -> call.texts("channels").stream().findFirst())
            .map(id -> ChatMethods.target(workspace, id));
    List<Json> shown = new ArrayList<>();
    for (Json file : files.asList("files")) {
      shown.add(shown(file.asObj("file"), channel));
    }
    channel.ifPresent(c -> share(c, call, shown));
    return Json.object().put("files", shown);
  }

  private void share(Channel channel, ApiCall call, List<Json> files) {
    String comment = call.text("initial_comment").orElse("");
    Json.Obj args =
        comment.isEmpty() ? call.args() : call.args().without("blocks").with("text", comment);
    Content content = Content.read(new ApiCall(call.method(), args, call.token()));
    Message message =
        poster.botPosts(channel, content, ChatMethods.thread(channel, call), Optional.empty());
    channel.messages.put(
        message.ts(),
        message.with(
            message.body().with("files", Json.array(files)).with("upload", Json.of(true))));
  }

  private Json.Obj shown(Json.Obj file, Optional<Channel> channel) {
    String id = file.text("id");
    Upload upload = uploads.get(id);
    if (upload == null || upload.bytes().isEmpty()) {
      throw new SlackError("file_not_found");
    }
    String address = base.get() + FILES + id + "/" + upload.name().replace(' ', '_');
    Json.Obj shown =
        Json.object()
            .put("id", id)
            .put("created", workspace.now().getEpochSecond())
            .put("timestamp", workspace.now().getEpochSecond())
            .put("name", upload.name())
            .put("title", file.optText("title").orElse(upload.name()))
            .put("mimetype", "application/octet-stream")
            .put("filetype", upload.name().replaceFirst(".*\\.", ""))
            .put("user", Workspace.BOT_USER)
            .put("size", upload.length())
            .put("mode", "hosted")
            .put("is_external", false)
            .put("url_private", address)
            .put("url_private_download", address)
            .put("channels", channel.stream().map(c -> Json.of(c.id)).toList())
            .build();
    uploads.put(id, new Upload(upload.name(), upload.length(), upload.bytes(), Optional.of(shown)));
    return shown;
  }

  private JsonObjBuilder info(ApiCall call) {
    return Optional.ofNullable(uploads.get(call.need("file")))
        .flatMap(Upload::shown)
        .map(f -> Json.object().put("file", f).put("comments", List.of()))
        .orElseThrow(() -> new SlackError("file_not_found"));
  }
}

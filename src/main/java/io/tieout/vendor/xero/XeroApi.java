package io.tieout.vendor.xero;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.AuthorizedOutbound;
import io.tieout.vendor.http.Call;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The calls of Xero's Accounting API we use, as JSON.
///
/// Unit amounts are asked for and given with four decimals (`unitdp`); Xero would round them to
/// two. A write carries its key as `Idempotency-Key`: for about six minutes Xero answers the same
/// request with the same key by the first answer, **errors too**, and refuses the key with another
/// request. What was corrected after a refusal therefore needs a new key, and gets one: the engine
/// makes its key of proposal, step and generation, and plans the next generation of a step that was
/// refused. A failure of Xero's own may come again under its key until those minutes are over.
final class XeroApi {
  private static final String JSON = "application/json";
  private static final String PATH = "/api.xro/2.0/";
  private static final int NOT_MODIFIED = 304;

  private final XeroSettings settings;
  private final AuthorizedOutbound out;

  XeroApi(XeroSettings settings, AuthorizedOutbound out) {
    this.settings = settings;
    this.out = out;
  }

  /// The object by its id; empty when Xero says that there is none.
  Optional<Json.Obj> byId(Endpoint endpoint, String id) {
    if (!XeroSettings.isId(id)) {
      return Optional.empty();
    }
    return found(() ->
        rows(endpoint, read(endpoint.path() + "/" + id, decimals(), Optional.empty())).getFirst());
  }

  /// What hangs on an object, such as the files of an invoice; empty when there is no such object.
  List<Json.Obj> hanging(Endpoint endpoint, String id, String what) {
    return hanging(endpoint, id, what, what);
  }

  /// What was written in an object's history, by Xero or by people; what only happened has no
  /// words.
  List<String> history(Endpoint endpoint, String id) {
    return hanging(endpoint, id, "History", "HistoryRecords").stream()
        .flatMap(record -> reading(() -> record.optText("Details")).stream())
        .filter(details -> !details.isBlank())
        .toList();
  }

  private List<Json.Obj> hanging(Endpoint endpoint, String id, String where, String what) {
    if (!XeroSettings.isId(id)) {
      return List.of();
    }
    String path = endpoint.path() + "/" + id + "/" + where;
    return found(() -> read(path, Map.of(), Optional.empty()))
        .map(body -> reading(() -> body.objects(what)))
        .orElse(List.of());
  }

  /// The answer to a list call.
  ///
  /// @param since what was changed before is left out
  Json.Obj list(Endpoint endpoint, Map<String, String> parameters, Optional<Instant> since) {
    return read(endpoint.path(), parameters, since);
  }

  static List<Json.Obj> rows(Endpoint endpoint, Json.Obj body) {
    return reading(() -> body.objects(endpoint.envelope()));
  }

  /// Makes one object and hands what Xero made of it to the reader. `PUT` makes and never changes:
  /// a number or name that is taken is refused.
  <T> T create(Endpoint endpoint, Json.Obj object, String key, Function<Json.Obj, T> reader) {
    return write("PUT", endpoint, endpoint.path(), wrapped(endpoint, object), key, reader);
  }

  /// Changes one object; fields that are not named stay.
  <T> T change(
      Endpoint endpoint, String id, Json.Obj fields, String key, Function<Json.Obj, T> reader) {
    Json.Obj whole = fields.with(endpoint.idField(), id);
    String path = endpoint.path() + "/" + id;
    return write("POST", endpoint, path, wrapped(endpoint, whole), key, reader);
  }

  /// Puts something onto an object: a note, a file.
  void put(String path, Map<String, String> parameters, String type, byte[] body, String key) {
    Call call = keyed(Call.write("PUT", uri(path, parameters), type, body), key);
    out.send(call);
  }

  private <T> T write(
      String method,
      Endpoint endpoint,
      String path,
      Json.Obj body,
      String key,
      Function<Json.Obj, T> reader) {
    byte[] bytes = body.print().getBytes(StandardCharsets.UTF_8);
    Call call = keyed(Call.write(method, uri(path, decimals()), JSON, bytes), key);
    Answer answer = out.send(call);
    Json.Obj row =
        afterWrite(
            call, () -> Json.parseObj(answer.text()).objects(endpoint.envelope()).getFirst());
    XeroFaults.refusal(row)
        .ifPresent(fault -> {
          throw fault.asException();
        });
    return afterWrite(call, () -> reader.apply(row));
  }

  private static Json.Obj wrapped(Endpoint endpoint, Json.Obj object) {
    return Json.object().put(endpoint.envelope(), List.of(object)).build();
  }

  private Json.Obj read(String path, Map<String, String> parameters, Optional<Instant> since) {
    Call bare = Call.get(uri(path, parameters));
    Call call = since.map(s -> bare.withHeader("If-Modified-Since", Stamps.since(s))).orElse(bare);
    Answer answer = out.send(addressed(call));
    return answer.status() == NOT_MODIFIED
        ? Json.object().build()
        : reading(() -> answer.json().asObj("answer"));
  }

  private Call keyed(Call call, String key) {
    return addressed(call).withHeader("Idempotency-Key", Limits.key(key));
  }

  private Call addressed(Call call) {
    return call.withHeader("Accept", JSON).withHeader("xero-tenant-id", settings.tenantId());
  }

  private static Map<String, String> decimals() {
    return Map.of("unitdp", "4");
  }

  private static <T> Optional<T> found(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (FaultException e) {
      if (e.fault() instanceof Fault.Refused(_, String code, _)
          && code.equals(XeroFaults.NOT_FOUND)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Runs a mapping of what was read; what does not fit is `Fault.Broken`.
  static <T> T reading(Supplier<T> mapping) {
    try {
      return mapping.get();
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new FaultException(
          new Fault.Broken("Xero answered in a shape we do not know: " + e.getMessage()), e);
    }
  }

  private static <T> T afterWrite(Call call, Supplier<T> mapping) {
    try {
      return mapping.get();
    } catch (RuntimeException e) {
      throw new FaultException(
          new Fault.Ambiguous(
              call + " was carried out, but its answer cannot be read: " + e.getMessage()),
          e);
    }
  }

  private URI uri(String path, Map<String, String> parameters) {
    StringBuilder text = new StringBuilder().append(settings.access().apiBase()).append(PATH);
    text.append(path);
    Map<String, String> ordered = new LinkedHashMap<>(parameters);
    String separator = "?";
    for (Map.Entry<String, String> parameter : ordered.entrySet()) {
      text.append(separator)
          .append(parameter.getKey())
          .append('=')
          .append(encoded(parameter.getValue()));
      separator = "&";
    }
    return URI.create(text.toString());
  }

  /// A space as `%20`, which is right in a path and in a query alike.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

package io.tieout.vendor.hubspot;

import io.tieout.fact.crm.Activity;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.hubspot.Associations.Link;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Activities as completed tasks of a deal. They are found again through the deal, not by search,
/// whose index would not show the newest.
final class HubSpotTasks {
  /// HubSpot's usual type of task to deal.
  private static final int TO_DEAL = 216;

  /// Far from either end of the day, so that no rounding of zones moves the date.
  private static final LocalTime AT = LocalTime.NOON;

  private static final int LOOKS = 3;
  private static final int MAX_SUBJECT = 255;
  private static final List<String> PROPERTIES =
      List.of("hs_timestamp", "hs_task_subject", "hs_task_body");

  private final HubSpotApi api;
  private final Associations associations;
  private final AtomicReference<Optional<Integer>> toDeal = new AtomicReference<>(Optional.empty());

  HubSpotTasks(HubSpotApi api, Associations associations) {
    this.api = api;
    this.associations = associations;
  }

  /// None is believed only after a few looks: a task's association may come after the task, and who
  /// asks wants to know whether a lost write arrived.
  List<Activity> of(String dealId, String key) {
    List<Activity> found = look(dealId, key);
    for (int look = 1; look < LOOKS && found.isEmpty(); look++) {
      associations.pause();
      found = look(dealId, key);
    }
    return found;
  }

  private List<Activity> look(String dealId, String key) {
    List<String> ids =
        associations.of(HubSpotType.DEAL, HubSpotType.TASK, dealId).stream().map(Link::id).toList();
    return Shape.read(
        "the tasks of deal " + dealId,
        () ->
            api.batch(HubSpotType.TASK, ids, PROPERTIES).stream()
                .flatMap(row -> activity(row, dealId, key).stream())
                .toList());
  }

  /// A well-meant answer without an id leaves it open whether the task is there.
  String log(Activity activity) {
    int type = type();
    Json.Obj body =
        Json.object()
            .put("properties", properties(activity))
            .put("associations", List.of(Associations.with(activity.dealId(), type).build()))
            .build();
    Answer answer = api.write("POST", api.objects(HubSpotType.TASK, ""), body);
    try {
      return answer.json().asObj("answer").text("id");
    } catch (RuntimeException e) {
      throw new FaultException(
          new Fault.Ambiguous(
              "HubSpot answered %d to the creation of a task without an id"
                  .formatted(answer.status())),
          e);
    }
  }

  private int type() {
    Optional<Integer> known = toDeal.get();
    if (known.isPresent()) {
      return known.get();
    }
    int type = associations.unlabelledType(HubSpotType.TASK, HubSpotType.DEAL, TO_DEAL);
    toDeal.set(Optional.of(type));
    return type;
  }

  private Json.Obj properties(Activity activity) {
    String text =
        activity.text().contains(activity.key())
            ? activity.text()
            : activity.text() + "\n" + activity.key();
    String subject = activity.subject();
    return Json.object()
        .put(
            "hs_timestamp",
            activity.date().atTime(AT).atZone(api.portal().zone()).toInstant().toString())
        .put(
            "hs_task_subject",
            subject.length() > MAX_SUBJECT ? subject.substring(0, MAX_SUBJECT) : subject)
        .put("hs_task_body", html(text))
        .put("hs_task_status", "COMPLETED")
        .build();
  }

  private Optional<Activity> activity(Row row, String dealId, String key) {
    String text = row.text("hs_task_body").map(HubSpotTasks::plain).orElse("");
    Optional<LocalDate> date = row.day("hs_timestamp", api.portal().zone());
    return date.filter(_ -> text.contains(key))
        .map(d -> new Activity(dealId, key, row.text("hs_task_subject").orElse(""), text, d));
  }

  /// A task's text is HTML.
  static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\n", "<br>");
  }

  static String plain(String html) {
    return html.replaceAll("(?i)<br\\s*/?>|</p>", "\n")
        .replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
        .strip();
  }
}

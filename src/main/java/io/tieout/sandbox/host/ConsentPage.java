package io.tieout.sandbox.host;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A vendor's page that asks a person to let an app in: one form, no script. What the page was
/// asked for travels through the form in hidden fields.
///
/// @param vendor whose page it is
/// @param account what the app would be let into; empty where it is chosen on the page
/// @param scopes what the app asks for
/// @param choices accounts to choose from; none where there is but one
/// @param allow what the button says that lets the app in
public record ConsentPage(
    String vendor, String account, List<String> scopes, List<Choice> choices, String allow) {
  private static final String DECISION = "decision";
  private static final String ACCOUNT = "account";
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{margin:0;font:16px/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}
      main{max-width:30rem;margin:3rem auto;padding:1.5rem;border:1px solid GrayText;border-radius:12px}
      h1{font-size:1.375rem;margin:0 0 .5rem}
      ul{padding-left:1.25rem;overflow-wrap:anywhere}
      label{display:block;margin:.375rem 0}
      .row{display:flex;gap:.75rem;margin-top:1.25rem}
      fieldset{margin:1rem 0 0;border:1px solid GrayText;border-radius:8px}
      button{font:inherit;padding:.5rem 1.25rem;border-radius:8px;border:1px solid #17653f;cursor:pointer}
      button[value=allow]{background:#17653f;color:#fff;font-weight:600}
      button[value=deny]{background:transparent;color:inherit;border-color:GrayText}
      """;

  public ConsentPage {
    scopes = List.copyOf(scopes);
    choices = List.copyOf(choices);
  }

  /// An account that can be chosen; all are chosen when the page opens.
  public record Choice(String id, String name) {}

  /// What the page was asked for, by query or by its own form; the first of each.
  public static Map<String, String> asked(HttpCall call) {
    Map<String, String> asked = new LinkedHashMap<>();
    call.query().forEach((name, values) -> asked.put(name, values.getFirst()));
    call.form().forEach((name, values) -> asked.put(name, values.getFirst()));
    asked.remove(DECISION);
    asked.remove(ACCOUNT);
    return asked;
  }

  /// Whether the person said no.
  public static boolean denied(HttpCall call) {
    return call.form().getOrDefault(DECISION, List.of()).contains("deny");
  }

  /// The accounts that were ticked.
  public static List<String> chosen(HttpCall call) {
    return List.copyOf(call.form().getOrDefault(ACCOUNT, List.of()));
  }

  /// The way back to the app.
  public static HttpAnswer back(String redirect, Map<String, String> answer) {
    String query =
        answer.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return HttpAnswer.empty(302)
        .withHeader("Location", redirect + (redirect.contains("?") ? "&" : "?") + query);
  }

  /// The way back after a no, as RFC 6749 4.1.2.1 has it.
  public static HttpAnswer refusal(Map<String, String> asked) {
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("error", "access_denied");
    answer.put("state", asked.getOrDefault("state", ""));
    return back(asked.getOrDefault("redirect_uri", ""), answer);
  }

  /// Draws it.
  public HttpAnswer drawn(Map<String, String> asked) {
    List<String> fields = new ArrayList<>();
    asked.forEach((name, value) ->
        fields.add(
            "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(escaped(name), escaped(value))));
    if (!choices.isEmpty()) {
      fields.add("<fieldset><legend>Choose where</legend>");
    }
    choices.forEach(choice ->
        fields.add(
            "<label><input type=\"checkbox\" name=\"%s\" value=\"%s\" data-testid=\"account-%s\" checked> %s</label>"
                .formatted(
                    ACCOUNT, escaped(choice.id()), escaped(choice.id()), escaped(choice.name()))));
    if (!choices.isEmpty()) {
      fields.add("</fieldset>");
    }
    String asks =
        scopes.stream().map(s -> "<li>" + escaped(s) + "</li>").collect(Collectors.joining());
    return page(
        200,
        """
        <p>The app <b>Tieout</b> wants to be let in%s. It asks for:</p><ul>%s</ul>
        <form method="post">%s<div class="row">
        <button name="decision" value="allow" id="connect" data-testid="allow">%s</button>
        <button name="decision" value="deny" data-testid="deny">Cancel</button></div></form>
        """
            .formatted(
                account.isEmpty() ? "" : " to <b>" + escaped(account) + "</b>",
                asks,
                String.join("\n", fields),
                escaped(allow)));
  }

  /// What the vendor shows instead when the app asked wrongly; the person does not come back.
  public HttpAnswer wrong(String why) {
    return page(400, "<p>Error: " + escaped(why) + "</p>");
  }

  private HttpAnswer page(int status, String content) {
    return HttpAnswer.of(
        status,
        "text/html;charset=UTF-8",
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s stand-in</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"><style>%s</style></head>
        <body><main><h1>%s stand-in</h1>%s</main></body></html>
        """
            .formatted(escaped(vendor), STYLE, escaped(vendor), content));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

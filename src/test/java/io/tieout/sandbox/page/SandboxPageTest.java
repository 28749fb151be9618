package io.tieout.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.sandbox.side.InvoiceView;
import io.tieout.value.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The page's answers without a browser: who may ask, and what is said when something is wrong.
class SandboxPageTest {
  private static final Pattern TOKEN = Pattern.compile("name=\"page-token\" content=\"(\\w{48})\"");

  private final Playground play = new Playground();

  @AfterEach
  void close() {
    play.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return play.http.send(
        HttpRequest.newBuilder(play.page.base().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(
      String path, Json.Obj wish, Optional<String> origin, Optional<String> token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(play.page.base().resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(wish.print()));
    origin.ifPresent(o -> request.header("Origin", o));
    token.ifPresent(t -> request.header("X-Page-Token", t));
    return play.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> act(String path, Json.Obj wish) throws Exception {
    return post(path, wish, Optional.of(play.page.base().toString()), Optional.of(token()));
  }

  private String token() throws Exception {
    Matcher found = TOKEN.matcher(get("/").body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String problem(HttpResponse<String> answer) {
    return Json.parseObj(answer.body()).text("problem");
  }

  @Test
  void another_site_cannot_drive_the_page() throws Exception {
    Json.Obj nothing = Json.object().build();
    Optional<String> here = Optional.of(play.page.base().toString());
    Optional<String> token = Optional.of(token());
    assertThat(post("/api/world/day", nothing, Optional.empty(), token).statusCode())
        .isEqualTo(403);
    assertThat(
            post("/api/world/day", nothing, Optional.of("https://evil.example"), token)
                .statusCode())
        .isEqualTo(403);
    assertThat(post("/api/world/day", nothing, here, Optional.empty()).statusCode()).isEqualTo(403);
    HttpResponse<String> stale = post("/api/world/day", nothing, here, Optional.of("0".repeat(48)));
    assertThat(stale.statusCode()).isEqualTo(403);
    assertThat(problem(stale)).contains("reload the page");
    assertThat(play.clock.ahead()).isZero();
    assertThat(post("/api/world/day", nothing, here, token).statusCode()).isEqualTo(200);
    assertThat(play.clock.ahead()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void a_foreign_name_that_points_here_is_refused() throws Exception {
    assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403")
        .doesNotContain("page-token");
  }

  private String raw(String request) throws IOException {
    URI base = play.page.base();
    try (Socket socket = new Socket(base.getHost(), base.getPort());
        OutputStream out = socket.getOutputStream()) {
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void only_the_page_s_own_files_are_served_and_nothing_from_elsewhere_may_be_loaded()
      throws Exception {
    assertThat(get("/js/main.js").headers().firstValue("content-type"))
        .hasValue("text/javascript;charset=UTF-8");
    assertThat(get("/css/tokens.css").statusCode()).isEqualTo(200);
    assertThat(get("/js/none.js").statusCode()).isEqualTo(404);
    assertThat(get("/../../policy/default.yaml").statusCode()).isBetween(400, 404);
    assertThat(get("/%2e%2e/%2e%2e/policy/default.yaml").statusCode()).isBetween(400, 404);
    assertThat(get("/").headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(get("/").body()).doesNotContain("https://").doesNotContain("//cdn");
  }

  @Test
  void what_cannot_be_done_is_said_in_a_sentence() throws Exception {
    String deal = play.salesforce.dealId("acme-platform");
    String line =
        play.salesforce.related("OpportunityLineItem", "OpportunityId", deal).getFirst().text("Id");
    HttpResponse<String> number =
        act(
            "/api/crm/edit-line",
            Json.object()
                .put("id", line)
                .put("fields", Json.object().put("unit_price", "a lot"))
                .build());
    assertThat(number.statusCode()).isEqualTo(409);
    assertThat(problem(number))
        .isEqualTo("unit_price 'a lot': write a plain number such as 12 or 7.50");
    assertThat(
            problem(
                act(
                    "/api/crm/edit",
                    Json.object()
                        .put("id", deal)
                        .put("fields", Json.object().put("owner", "x"))
                        .build())))
        .startsWith("'owner' cannot be edited on this page");
    assertThat(
            problem(
                act(
                    "/api/faults/down",
                    Json.object().put("vendor", "xero").put("times", 1).build())))
        .startsWith("vendor 'xero': choose one of");
    assertThat(act("/api/slack/dance", Json.object().put("user", "U0SAM").build()).statusCode())
        .isEqualTo(409);
    assertThat(act("/api/crm/stage", Json.object().build()).statusCode()).isEqualTo(400);
  }

  @Test
  void nothing_is_done_with_a_draft_and_the_refusal_says_what_to_do() throws Exception {
    try (Playground two = new Playground(List.of(new PaperBooks()), Optional.empty())) {
      BooksPane books = new BooksPane(two.books);
      List<InvoiceView> before = two.books.getLast().invoices();
      Json.Obj wish =
          Json.object()
              .put("id", "xero:" + PaperBooks.DRAFT)
              .put("amount", "8800")
              .put("payment", "1")
              .build();
      for (String what :
          List.of("payment", "void", "delete", "price", "credit", "remove-payment", "copy")) {
        assertThatThrownBy(() -> books.act(what, wish))
            .as(what)
            .hasMessage(
                "invoice INV-0009 is a draft: nothing is done with it here until it is approved"
                    + " in Xero");
      }
      assertThat(two.books.getLast().payments()).isZero();
      assertThat(two.books.getLast().invoices()).isEqualTo(before);
    }
  }

  @Test
  void what_a_bookkeeper_does_to_an_invoice_is_done_in_its_ledger() throws Exception {
    String id = invoices().getFirst().text("id");
    String before = invoice(id).text("total");
    assertThat(act("/api/books/price", wish(id, "1500.00")).statusCode()).isEqualTo(200);
    assertThat(invoice(id).text("total")).isNotEqualTo(before);
    assertThat(invoice(id).obj("paper").text("subtotal")).isEqualTo("1500.00");

    BigDecimal open = new BigDecimal(invoice(id).text("balance"));
    assertThat(act("/api/books/credit", wish(id, "100.00")).statusCode()).isEqualTo(200);
    assertThat(new BigDecimal(invoice(id).text("balance")))
        .isEqualByComparingTo(open.subtract(new BigDecimal("100")));

    assertThat(act("/api/books/payment", wish(id, "250.00")).statusCode()).isEqualTo(200);
    Json.Obj paid = invoice(id).obj("paper").objects("payments").getLast();
    assertThat(paid.text("amount")).isEqualTo("250.00");
    Json.Obj removal = Json.object().put("id", id).put("payment", paid.text("id")).build();
    assertThat(act("/api/books/remove-payment", removal).statusCode()).isEqualTo(200);
    assertThat(new BigDecimal(invoice(id).text("balance")))
        .isEqualByComparingTo(open.subtract(new BigDecimal("100")));

    int all = invoices().size();
    Json.Obj named = Json.object().put("id", id).build();
    assertThat(act("/api/books/copy", named).statusCode()).isEqualTo(200);
    assertThat(invoices()).hasSize(all + 1);
    String copy = invoices().getLast().text("id");
    assertThat(act("/api/books/delete", Json.object().put("id", copy).build()).statusCode())
        .isEqualTo(200);
    assertThat(invoices()).extracting(i -> i.text("id")).hasSize(all).doesNotContain(copy);
  }

  @Test
  void a_wish_about_an_invoice_that_makes_no_sense_changes_nothing() throws Exception {
    Json.Obj first = invoices().getFirst();
    String id = first.text("id");
    assertThat(problem(act("/api/books/price", wish(id, "0")))).contains("more than zero");
    assertThat(problem(act("/api/books/price", wish(id, "a lot")))).contains("a plain number");
    assertThat(problem(act("/api/books/credit", wish(id, "99999999"))))
        .contains("at most the balance of");
    Json.Obj foreign = Json.object().put("id", id).put("payment", "77777").build();
    assertThat(problem(act("/api/books/remove-payment", foreign)))
        .isEqualTo("there is no payment 77777 on it");
    assertThat(invoices().getFirst()).isEqualTo(first);
  }

  private static Json.Obj wish(String id, String amount) {
    return Json.object().put("id", id).put("amount", amount).build();
  }

  private List<Json.Obj> invoices() throws Exception {
    return Json.parseObj(get("/api/books/invoices").body()).objects("invoices");
  }

  private Json.Obj invoice(String id) throws Exception {
    return Json.parseObj(get("/api/books/invoice?id=" + id).body());
  }

  @Test
  void the_page_s_own_files_know_no_vendor_but_slack() throws Exception {
    Path folder = Path.of("src/main/resources/sandbox/page");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(js|html)")).toList()) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContainIgnoringCase(
                "salesforce", "hubspot", "quickbooks", "xero", "__c", "Opportunity", "TxnId");
      }
    }
  }

  @Test
  void an_invoice_s_answer_has_its_paper_and_no_vendor_s_document() throws Exception {
    Json.Obj invoices = Json.parseObj(get("/api/books/invoices").body());
    assertThat(invoices.objects("ledgers"))
        .containsExactly(
            Json.object().put("system", "quickbooks").put("title", "QuickBooks").build());
    String id = invoices.objects("invoices").getFirst().text("id");
    assertThat(id).startsWith("quickbooks:");
    Json.Obj invoice = Json.parseObj(get("/api/books/invoice?id=" + id).body());
    assertThat(invoice.has("document")).isFalse();
    Json.Obj paper = invoice.obj("paper");
    assertThat(paper.obj("billTo").text("name")).isEqualTo(invoice.text("customer"));
    assertThat(paper.objects("lines").getFirst().text("amount")).isEqualTo(paper.text("subtotal"));
    assertThat(get("/api/books/invoice?id=xero:1").body()).contains("there is no invoice xero:1");
  }

  @Test
  void a_change_anywhere_is_told_at_once_and_names_its_pane() throws Exception {
    Json.Obj first = Json.parseObj(get("/api/changes").body());
    play.salesforce.moveStage(play.salesforce.dealId("acme-platform"), "Closed Won");
    Json.Obj second = Json.parseObj(get("/api/changes?since=" + first.text("since")).body());
    Json.Obj before = first.obj("marks");
    Json.Obj after = second.obj("marks");
    assertThat(after.text("crm")).isNotEqualTo(before.text("crm"));
    assertThat(after.text("guide")).isNotEqualTo(before.text("guide"));
    assertThat(after.text("books")).isEqualTo(before.text("books"));
    assertThat(after.text("slack")).isEqualTo(before.text("slack"));
  }

  @Test
  void a_month_ends_at_five_on_its_last_day() {
    assertThat(WorldPane.untilMonthEnd(Instant.parse("2027-02-10T17:00:00Z")))
        .isEqualTo(Duration.ofDays(18));
    assertThat(WorldPane.untilMonthEnd(Instant.parse("2026-12-31T17:00:00Z")))
        .isEqualTo(Duration.ofDays(31));
  }
}

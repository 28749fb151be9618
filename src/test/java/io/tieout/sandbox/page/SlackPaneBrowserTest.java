package io.tieout.sandbox.page;

import static io.tieout.sandbox.page.Browser.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.json.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/// Slack on the page, in a real browser over real stand-ins.
class SlackPaneBrowserTest extends WithBrowser {
  @Test
  void draws_every_kind_of_block_as_slack_does() throws Exception {
    play.post(Playground.DEALS, "An invoice waits", Playground.fixture("message.json"));
    Browser at = laptop();
    at.click("channel-deals");
    WebElement message = at.see("message");
    assertThat(message.findElements(By.cssSelector("[data-block]")))
        .extracting(e -> e.getDomAttribute("data-block"))
        .containsExactly(
            "header",
            "section",
            "section",
            "section",
            "table",
            "rich_text",
            "image",
            "divider",
            "actions",
            "context");
    assertThat(message.getText())
        .contains("Approve invoice 🧾")
        .contains("APP")
        .contains("ask @Caro Lindgren in #deals")
        .contains("due 2 Nov 2026")
        .contains("5 < 6 & 7 ⚠️")
        .contains("<b>not bold</b>")
        .contains("Image: A chart of cash");
    assertThat(message.findElement(By.cssSelector("strong")).getText()).isEqualTo("USD 72,259.75");
    assertThat(message.findElement(By.linkText("the deal")).getDomAttribute("href"))
        .isEqualTo("https://example.com/deal");
    assertThat(message.findElements(By.cssSelector("blockquote, pre, em, s, code, .item")))
        .hasSize(7);
    assertThat(message.findElements(By.cssSelector("table tr"))).hasSize(3);
  }

  @Test
  void a_click_reaches_the_app_after_the_person_confirmed_it() throws Exception {
    play.post(Playground.DEALS, "An invoice waits", Playground.fixture("message.json"));
    Browser at = laptop();
    at.click("user-U0CARO");
    at.click("button-approve");
    Json.Obj approved = play.interaction();
    assertThat(approved.obj("user").text("id")).isEqualTo(Playground.CARO);
    assertThat(approved.objects("actions").getFirst().text("value")).isEqualTo("r1");
    at.click("button-reject");
    at.untilText("confirm", "The deal's owner is told.");
    at.click("confirm-no");
    at.click("button-reject");
    at.click("confirm-yes");
    assertThat(play.interaction().objects("actions").getFirst().text("action_id"))
        .isEqualTo("reject");
    new Select(at.see("select-route")).selectByValue("cfo");
    Json.Obj chosen = play.interaction().objects("actions").getFirst();
    assertThat(chosen.obj("selected_option").text("value")).isEqualTo("cfo");
    at.click("overflow-more");
    at.click(By.xpath("//menu//button[.='Remind me']"));
    Json.Obj picked = play.interaction().objects("actions").getFirst();
    assertThat(picked.obj("selected_option").text("value")).isEqualTo("remind");
  }

  @Test
  void a_form_is_opened_filled_corrected_and_submitted() throws Exception {
    play.reply.set(this::form);
    play.post(Playground.DEALS, "An invoice waits", Playground.fixture("message.json"));
    Browser at = laptop();
    at.click("button-open_form");
    assertThat(at.see("modal").getText()).contains("Reject invoice");
    at.click("modal-submit");
    at.untilText("field-reason", "Please complete this required field.");
    at.type("input-reason", "no");
    new Select(at.see("select-again")).selectByValue("leave");
    at.click(By.cssSelector("[data-testid=choices-cause] input[value=price]"));
    at.click(By.cssSelector("[data-testid=choices-tell] input[value=caro]"));
    at.screenshot("modal");
    at.click("modal-submit");
    at.untilText("field-reason", "Write a whole sentence.");
    assertThat(at.see("input-reason").getDomProperty("value")).isEqualTo("no");
    at.type("input-reason", "The price is that of last year.");
    at.click("modal-submit");
    at.gone("modal");
    Json.Obj last = play.interactions.stream().reduce((_, b) -> b).orElseThrow();
    Json.Obj values = last.obj("view").obj("state").obj("values");
    assertThat(values.obj("reason").obj("reason").text("value"))
        .isEqualTo("The price is that of last year.");
    assertThat(values.obj("again").obj("again").obj("selected_option").text("value"))
        .isEqualTo("leave");
    assertThat(values.obj("cause").obj("cause").obj("selected_option").text("value"))
        .isEqualTo("price");
    assertThat(values.obj("tell").obj("tell").objects("selected_options"))
        .extracting(o -> o.text("value"))
        .containsExactly("caro");
    assertThat(values.obj("until").obj("until").text("selected_date")).isEqualTo("2026-11-30");
  }

  private Json.Obj form(Json.Obj payload) {
    try {
      if (payload.text("type").equals("block_actions")) {
        play.call(
            "views.open",
            Json.object()
                .put("trigger_id", payload.text("trigger_id"))
                .put("view", Json.parse(Playground.fixture("modal.json")))
                .build());
        return Json.object().build();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    Json.Obj reason = payload.obj("view").obj("state").obj("values").obj("reason").obj("reason");
    return reason.text("value").length() > 5
        ? Json.object().build()
        : Json.object()
            .put("response_action", "errors")
            .put("errors", Json.object().put("reason", "Write a whole sentence."))
            .build();
  }

  @Test
  void what_people_and_vendors_write_never_becomes_part_of_the_page() throws Exception {
    String evil = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";
    play.slack.say(Playground.SAM, Playground.DEALS, evil, Optional.empty());
    play.post(
        Playground.DEALS,
        "x",
        Json.array(
                java.util.List.of(
                    Json.object()
                        .put("type", "section")
                        .put(
                            "text",
                            Json.object()
                                .put("type", "mrkdwn")
                                .put("text", evil + " <javascript:window.hacked=1|click me> *<b>*"))
                        .build(),
                    Json.object()
                        .put("type", "markdown")
                        .put("text", evil + " [click me](javascript:window.hacked=1)")
                        .build()))
            .print());
    String deal = play.salesforce.dealId("acme-platform");
    play.salesforce.edit("Opportunity", deal, Json.object().put("Name", evil).build());
    Browser at = laptop();
    at.click("channel-deals");
    at.until(() -> at.driver.findElements(id("message")).size() == 2);
    assertThat(at.see("messages").getText()).contains("<script>window.hacked=1</script>");
    assertThat(at.see("deal-row-" + deal).getText()).contains("<img src=x");
    assertThat(at.driver.findElements(By.cssSelector("img[src=x], a[href^=javascript]"))).isEmpty();
    assertThat(at.script("return String(window.hacked)")).isEqualTo("undefined");
  }

  @Test
  void a_person_writes_mentions_the_app_replies_in_a_thread_and_gives_a_command() throws Exception {
    Browser at = laptop();
    at.click("channel-deals");
    at.see("composer").sendKeys("@Tie");
    at.untilText("suggestion", "Tieout");
    at.see("composer").sendKeys(Keys.ENTER, "has 5 < 6?", Keys.ENTER);
    at.untilText("messages", "@Tieout has 5 < 6?");
    Json.Obj said = play.slack.messages(Playground.SAM, Playground.DEALS).getFirst();
    assertThat(said.text("text")).isEqualTo("<@U0TIEOUT> has 5 &lt; 6?");
    at.see(By.cssSelector("[data-testid=guide-ask].done"));
    at.driver.executeScript("document.querySelector('[data-testid=reply]').click()");
    at.see("thread-composer").sendKeys("In a thread", Keys.ENTER);
    at.untilText("thread", "In a thread");
    play.call(
        "chat.postMessage",
        Json.object()
            .put("channel", Playground.DEALS)
            .put("thread_ts", said.text("ts"))
            .put("markdown_text", Playground.fixture("answer.md"))
            .build());
    at.untilText("thread", "Acme Corporation owes");
    assertThat(at.see("thread").getText()).contains("<script>alert(1)</script>");
    at.see("composer").sendKeys("/tieout status", Keys.ENTER);
    at.untilText("messages", "Only visible to you");
    at.untilText("messages", "You asked: [status]");
    at.screenshot("thread");
  }

  @Test
  void app_home_is_shown_and_its_buttons_work() throws Exception {
    play.call(
        "views.publish",
        Json.object()
            .put("user_id", Playground.SAM)
            .put("view", Json.parse(Playground.fixture("home.json")))
            .build());
    Browser at = laptop();
    at.click("channel-Tieout");
    at.click("tab-home");
    at.untilText("app-home", "Waiting for you");
    at.screenshot("home");
    at.click("button-show_waiting");
    assertThat(play.interaction().obj("container").text("type")).isEqualTo("view");
  }
}

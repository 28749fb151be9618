package io.tieout.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// A browser for a test class, and fresh stand-ins with their page for each test.
abstract class WithBrowser {
  private static Optional<Browser> started = Optional.empty();

  final Playground play;

  WithBrowser() {
    this(new Playground());
  }

  WithBrowser(Playground play) {
    this.play = play;
  }

  @BeforeAll
  static void start() {
    started = Browser.start();
  }

  @AfterAll
  static void stop() {
    started.ifPresent(Browser::close);
  }

  @BeforeEach
  void needs_a_browser() {
    assumeTrue(
        started.isPresent(),
        "no Chromium with chromedriver found: install them or set TIEOUT_CHROMIUM");
  }

  @AfterEach
  void close() {
    play.close();
  }

  Browser laptop() {
    Browser browser = started.orElseThrow();
    browser.open(play.page.base(), 1440, 900, "light");
    return browser;
  }

  /// Nothing reaches beyond the right edge, but what is meant to scroll sideways.
  static void fitsItsWidth(Browser at) {
    assertThat(
            at.script(
                """
                return [...document.querySelectorAll('body *')]
                  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
                  .filter(e => !e.closest(".cast, .channels, .b-table, .visually-hidden"))
                  .map(e => e.tagName + '.' + e.className).join(' ');
                """))
        .isEqualTo("");
  }
}

package io.tieout.sandbox.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// A browser for a test class, and fresh stand-ins with their page for each test.
abstract class WithBrowser {
  private static Optional<Browser> started = Optional.empty();

  final Playground play = new Playground();

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
}

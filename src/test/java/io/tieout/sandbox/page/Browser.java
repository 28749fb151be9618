package io.tieout.sandbox.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A browser without a window, that waits for what it looks for.
public final class Browser implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  final ChromeDriver driver;
  private final Path profile;

  private Browser(Path chromium, Path driverPath) throws IOException {
    profile = Files.createTempDirectory("tieout-page");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--force-prefers-reduced-motion",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driverPath.toFile())
            .usingAnyFreePort()
            .build();
    driver = new ChromeDriver(service, options);
  }

  /// A browser, when this machine has Chromium and its driver: by `TIEOUT_CHROMIUM` and
  /// `TIEOUT_CHROMEDRIVER`, or in the usual places.
  public static Optional<Browser> start() {
    Optional<Path> chromium =
        program("TIEOUT_CHROMIUM", "chromium", "chromium-browser", "google-chrome");
    Optional<Path> driver = program("TIEOUT_CHROMEDRIVER", "chromedriver");
    try {
      return chromium.isPresent() && driver.isPresent()
          ? Optional.of(new Browser(chromium.get(), driver.get()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> program(String variable, String... names) {
    Stream<Path> told = Stream.ofNullable(System.getenv(variable)).map(Path::of);
    Stream<Path> usual =
        Stream.of(names)
            .flatMap(n ->
                Stream.of("/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome")
                    .map(folder -> Path.of(folder, n)));
    return Stream.concat(told, usual).filter(Files::isExecutable).findFirst();
  }

  public void open(URI page, int width, int height, String scheme) {
    visit(URI.create(page + "/"), width, height, scheme);
    until(() -> driver.findElements(By.cssSelector("body[data-live=yes]")).size() == 1);
  }

  /// A page without a script: it is there when it has loaded.
  public void visit(URI page, int width, int height, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    driver.manage().window().setSize(new Dimension(width, height));
    driver.get(page.toString());
  }

  public static By id(String testId) {
    return By.cssSelector("[data-testid='%s']".formatted(testId));
  }

  public WebElement see(String testId) {
    return see(id(testId));
  }

  WebElement see(By by) {
    return waiting().until(ExpectedConditions.visibilityOfElementLocated(by));
  }

  public void click(String testId) {
    click(id(testId));
  }

  /// Clicks once it can be clicked; looks anew when the page has redrawn the element meanwhile.
  void click(By by) {
    waiting()
        .until(d -> {
          Objects.requireNonNull(ExpectedConditions.elementToBeClickable(by).apply(d)).click();
          return true;
        });
  }

  /// Types into an empty field; looks anew when the page has redrawn it meanwhile.
  public void type(String testId, String text) {
    waiting()
        .until(_ -> {
          WebElement field = see(testId);
          field.clear();
          field.sendKeys(text);
          return true;
        });
  }

  public void until(java.util.function.BooleanSupplier condition) {
    waiting().until(_ -> condition.getAsBoolean());
  }

  public void untilText(String testId, String text) {
    waiting().until(ExpectedConditions.textToBePresentInElementLocated(id(testId), text));
  }

  public void gone(String testId) {
    waiting().until(ExpectedConditions.invisibilityOfElementLocated(id(testId)));
  }

  private WebDriverWait waiting() {
    WebDriverWait wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50));
    wait.ignoreAll(
        List.of(
            StaleElementReferenceException.class,
            NullPointerException.class,
            org.openqa.selenium.ElementClickInterceptedException.class));
    return wait;
  }

  /// Everything a person can read on the page now.
  public String pageText() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /// Whether something is wider than the window.
  public boolean scrollsSideways() {
    return Boolean.TRUE.equals(
        driver.executeScript(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
  }

  Object script(String code) {
    return Objects.requireNonNullElse(driver.executeScript(code), "");
  }

  public void screenshot(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(f -> f.delete());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + profile, e);
    }
  }
}

package io.tieout.door.assistant;

import java.net.URI;

/// Where a model is reached.
///
/// @param baseUrl the OpenAI-compatible address, for example `https://api.openai.com/v1`
/// @param model the model's name there
public record ModelSettings(URI baseUrl, ApiKey apiKey, String model) {
  /// A key that does not print itself.
  public static final class ApiKey {
    private final String value;

    public ApiKey(String value) {
      this.value = value;
    }

    String reveal() {
      return value;
    }

    @Override
    public String toString() {
      return "********";
    }
  }
}

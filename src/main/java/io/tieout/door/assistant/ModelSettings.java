package io.tieout.door.assistant;

import io.tieout.value.secret.Secret;
import java.net.URI;

/// Where a model is reached.
///
/// @param baseUrl the OpenAI-compatible address, for example `https://api.openai.com/v1`
/// @param model the model's name there
public record ModelSettings(URI baseUrl, Secret apiKey, String model) {}

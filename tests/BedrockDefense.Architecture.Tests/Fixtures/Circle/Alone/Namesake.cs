namespace BedrockDefense.Architecture.Tests.Fixtures.Circle.Alone;

internal sealed record Namesake<T>(T Value);

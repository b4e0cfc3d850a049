namespace BedrockDefense.Architecture.Tests.Fixtures.Circle.Center;

internal sealed record Namesake<T>(T Value);

namespace BedrockDefense.Architecture.Tests.Fixtures.Circle.Left;

internal enum Namesake;

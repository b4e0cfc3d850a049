namespace BedrockDefense.Architecture.Tests.Fixtures;

internal enum WrongNamespace;

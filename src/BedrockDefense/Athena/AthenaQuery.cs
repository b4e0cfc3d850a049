namespace BedrockDefense.Athena;

/// <summary>An Athena statement compiled from a Sigma document.</summary>
/// <param name="Title">The title of the document.</param>
/// <param name="Sql">The statement, without a semicolon. Its lines end with a line feed.</param>
public sealed record AthenaQuery(string Title, string Sql);

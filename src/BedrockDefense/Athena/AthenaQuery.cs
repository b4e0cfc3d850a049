namespace BedrockDefense.Athena;

/// <summary>A Sigma document as one Athena statement.</summary>
/// <param name="Title">The document's title.</param>
/// <param name="Sql">The statement, without a semicolon; lines end with a line feed.</param>
public sealed record AthenaQuery(string Title, string Sql);

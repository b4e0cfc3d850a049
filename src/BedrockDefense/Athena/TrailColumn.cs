namespace BedrockDefense.Athena;

/// <summary>A column of the trail's table.</summary>
/// <param name="Name">The name of the column. Glue's names are in lower case.</param>
/// <param name="Type">The Hive type of the column.</param>
/// <param name="Comment">What readers should know about the column.</param>
public sealed record TrailColumn(string Name, string Type, string Comment = "");

namespace BedrockDefense.Athena;

/// <summary>A column of the trail's table.</summary>
/// <param name="Name">Its name; Glue's names are in lower case.</param>
/// <param name="Type">Its Hive type.</param>
/// <param name="Comment">What is worth knowing about it.</param>
public sealed record TrailColumn(string Name, string Type, string Comment = "");

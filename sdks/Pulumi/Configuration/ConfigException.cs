namespace Pulumi;

/// <summary>A configuration value is missing or of the wrong type.</summary>
internal sealed class ConfigException : RunException
{
    private ConfigException(string message, Exception? innerException)
        : base(message, innerException) { }

    public static ConfigException Missing(string key) =>
        new($"Configuration '{key}' is required: set it with `pulumi config set {key} <value>`.", null);

    public static ConfigException WrongType(string key, string? value, string expected, Exception? cause = null) =>
        new($"Configuration '{key}' is '{value}', which is no valid {expected}.", cause);
}

using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>
/// Reads the configuration values of one namespace, by default the project. A missing required value, or a value of the wrong type, throws
/// <see cref="RunException"/>.
/// </summary>
public sealed class Config
{
    private const string OldSuffix = ":config";

    private readonly string _name;

    /// <summary>Reads the named namespace of the running deployment.</summary>
    public Config(string? name = null)
    {
        name ??= Deployment.Instance.ProjectName;
        _name = name.EndsWith(OldSuffix, StringComparison.Ordinal) ? name[..^OldSuffix.Length] : name;
    }

    /// <summary>The value, or null.</summary>
    public string? Get(string key) => Deployment.Instance.Internal.Configuration.GetValueOrDefault(FullKey(key));

    /// <summary>The value as a secret, or null.</summary>
    public Output<string>? GetSecret(string key) => Get(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The value <c>true</c> or <c>false</c>, or null.</summary>
    public bool? GetBoolean(string key) =>
        Get(key) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            var other => throw ConfigException.WrongType(FullKey(key), other, "boolean (true or false)"),
        };

    /// <inheritdoc cref="GetBoolean"/>
    public Output<bool>? GetSecretBoolean(string key) => GetBoolean(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The value as an integer, or null.</summary>
    public int? GetInt32(string key) =>
        Get(key) switch
        {
            null => null,
            var text when int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) => value,
            var other => throw ConfigException.WrongType(FullKey(key), other, "32-bit integer"),
        };

    /// <inheritdoc cref="GetInt32"/>
    public Output<int>? GetSecretInt32(string key) => GetInt32(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The value as a number, or null.</summary>
    public double? GetDouble(string key) =>
        Get(key) switch
        {
            null => null,
            var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
            var other => throw ConfigException.WrongType(FullKey(key), other, "number"),
        };

    /// <inheritdoc cref="GetDouble"/>
    public Output<double>? GetSecretDouble(string key) => GetDouble(key) is { } value ? Output.CreateSecret(value) : null;

    /// <summary>The value deserialized from JSON, or the type's default.</summary>
    public T? GetObject<T>(string key, JsonSerializerOptions options) => Deserialize<T>(key, Get(key), options);

    /// <inheritdoc cref="GetObject{T}(string, JsonSerializerOptions)"/>
    public T? GetObject<T>(string key) => Deserialize<T>(key, Get(key), options: null);

    /// <summary>The value deserialized from JSON as a secret, or null.</summary>
    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions options) =>
        GetObject<T>(key, options) is { } value ? Output.CreateSecret(value) : null;

    /// <inheritdoc cref="GetSecretObject{T}(string, JsonSerializerOptions)"/>
    public Output<T>? GetSecretObject<T>(string key) =>
        Get(key) is { } text ? Output.CreateSecret(Deserialize<T>(key, text, options: null)!) : null;

    /// <summary>The value. A missing value throws.</summary>
    public string Require(string key) => Get(key) ?? throw ConfigException.Missing(FullKey(key));

    /// <inheritdoc cref="Require"/>
    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    /// <inheritdoc cref="Require"/>
    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw ConfigException.Missing(FullKey(key));

    /// <inheritdoc cref="Require"/>
    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    /// <inheritdoc cref="Require"/>
    public int RequireInt32(string key) => GetInt32(key) ?? throw ConfigException.Missing(FullKey(key));

    /// <inheritdoc cref="Require"/>
    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    /// <inheritdoc cref="Require"/>
    public double RequireDouble(string key) => GetDouble(key) ?? throw ConfigException.Missing(FullKey(key));

    /// <inheritdoc cref="Require"/>
    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    /// <summary>The value deserialized from JSON. A missing value throws.</summary>
    public T RequireObject<T>(string key, JsonSerializerOptions options) => Deserialize<T>(key, Require(key), options)!;

    /// <inheritdoc cref="RequireObject{T}(string, JsonSerializerOptions)"/>
    public T RequireObject<T>(string key) => Deserialize<T>(key, Require(key), options: null)!;

    /// <inheritdoc cref="RequireObject{T}(string, JsonSerializerOptions)"/>
    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions options) =>
        Output.CreateSecret(RequireObject<T>(key, options));

    /// <inheritdoc cref="RequireObject{T}(string, JsonSerializerOptions)"/>
    public Output<T> RequireSecretObject<T>(string key) => Output.CreateSecret(RequireObject<T>(key));

    private string FullKey(string key) => $"{_name}:{key}";

    private T? Deserialize<T>(string key, string? json, JsonSerializerOptions? options)
    {
        try
        {
            return json is null ? default : JsonSerializer.Deserialize<T>(json, options);
        }
        catch (JsonException exception)
        {
            throw ConfigException.WrongType(FullKey(key), json, $"JSON value of type {typeof(T).FullName}", exception);
        }
    }
}

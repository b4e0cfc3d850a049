using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>
/// The form of values between program and engine: null, bool, double, string, and arrays and dictionaries of these. The keys of
/// dictionaries are strings. Dictionaries with a signature key stand for secrets and resources. The constants are the engine's protocol;
/// mocks may return them.
/// </summary>
internal static class Wire
{
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    public const string Signature = "4dabf18193072939515e22adb298388d";
    public const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";
    public const string ResourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";

    public static ImmutableDictionary<string, object?> Secret(object? value) => Signed(SecretSignature).Add("value", value);

    public static ImmutableDictionary<string, object?> Reference(object? urn) => Signed(ResourceSignature).Add("urn", urn);

    public static bool IsSigned(ImmutableDictionary<string, object?> value, string signature) =>
        value.GetValueOrDefault(Signature) as string == signature;

    public static bool ContainsUnknown(object? value) =>
        value switch
        {
            string text => text == Unknown,
            ImmutableArray<object?> list => list.Any(ContainsUnknown),
            ImmutableDictionary<string, object?> map => map.Values.Any(ContainsUnknown),
            _ => false,
        };

    private static ImmutableDictionary<string, object?> Signed(string signature) =>
        ImmutableDictionary<string, object?>.Empty.Add(Signature, signature);
}

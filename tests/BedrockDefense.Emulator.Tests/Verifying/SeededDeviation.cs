using System.Text.Json.Nodes;

namespace BedrockDefense.Emulator.Tests.Verifying;

/// <summary>A change that somebody makes to a deployed stack, and the deviation that a verification must report.</summary>
/// <param name="Name">What the change does.</param>
/// <param name="Service">The service.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Deviation">The kind, the resource and the field; an asterisk at the end stands for any text.</param>
public sealed record SeededDeviation(string Name, string Service, string Operation, string Deviation)
{
    /// <summary>The account: the first or the second member; null for the management account.</summary>
    public string? Account { get; init; }

    /// <summary>The Region; null for the home Region.</summary>
    public string? Region { get; init; }

    /// <summary>The request of a service with JSON requests.</summary>
    public JsonObject? Json { get; init; }

    /// <summary>The request of a service with form requests.</summary>
    public Dictionary<string, string>? Form { get; init; }

    /// <summary>The method, for services whose operations have paths.</summary>
    public string? Method { get; init; }

    /// <summary>The path, for services whose operations have paths.</summary>
    public string? Path { get; init; }

    /// <summary>The body of a request to S3.</summary>
    public string? Xml { get; init; }

    /// <summary>Further deviations that follow from the change.</summary>
    public IReadOnlyList<string> Further { get; init; } = [];

    /// <summary>The deviation of another change that this one hides.</summary>
    public string? Replaces { get; init; }

    /// <summary>Makes the change.</summary>
    internal Task MakeAsync(Place home, Func<string, string> fill)
    {
        var place = home with { Region = Region ?? home.Region };
        var json = Json is null ? null : JsonNode.Parse(fill(Json.ToJsonString()))!.AsObject();
        return (Method, Form) switch
        {
            ({ } method, _) when Service == "s3" => place.Account.S3Async(
                place.Region,
                Operation,
                new HttpMethod(method),
                fill(Path!),
                Xml
            ),
            ({ } method, _) => place.RestAsync(Service, Operation, new HttpMethod(method), fill(Path!), json),
            (_, { } form) => place.QueryAsync(Service, Operation, form.Select(field => (field.Key, (string?)fill(field.Value)))),
            _ => place.JsonAsync(Service, Operation, json!),
        };
    }
}

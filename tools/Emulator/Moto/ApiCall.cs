namespace BedrockDefense.Emulator.Moto;

/// <summary>A call of AWS's API as it was sent, before it was answered.</summary>
/// <param name="Service">The service's name in a signature.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Account">The account of the caller.</param>
/// <param name="Region">The Region of the endpoint.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, with its query.</param>
/// <param name="Target">The header <c>X-Amz-Target</c>; null for none.</param>
/// <param name="Headers">Further headers.</param>
/// <param name="Body">The body; empty for none.</param>
internal sealed record ApiCall(
    string Service,
    string Operation,
    string Account,
    string Region,
    HttpMethod Method,
    string Path,
    string? Target,
    IReadOnlyList<(string Name, string Value)> Headers,
    string Body
);

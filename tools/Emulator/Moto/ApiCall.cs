namespace BedrockDefense.Emulator.Moto;

/// <summary>A call of AWS's API as it was sent, before anything answered it.</summary>
/// <param name="Service">The service, as signatures name it.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Account">The account of the caller.</param>
/// <param name="Region">The Region of the endpoint.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, with its query.</param>
/// <param name="Target">What the header <c>X-Amz-Target</c> says; null for none.</param>
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
